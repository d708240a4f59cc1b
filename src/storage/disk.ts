/**
 * The one small interface through which everything touches the disk, so that a test can make each call fail.
 * All calls are synchronous (faster on a warm cache, and a save has to be waited for anyway) and throw what
 * Node throws: an Error with a `code`. Moves bytes and text; understands none of it.
 */

export interface Stat {
  readonly size: number
  /** Device and inode: the identity of a file. */
  readonly identity: string
  readonly modified: number
  readonly folder: boolean
  /** A regular file: neither a folder nor a pipe or a device, which may have no end. */
  readonly plain: boolean
}

export type OpenMode = 'read' | 'append' | 'overwrite' | 'create-exclusive'

export interface Disk {
  /**
   * `append`: read and append, must exist. `overwrite`: what is written stands in the place of what is there, from the
   * beginning on; must exist. `create-exclusive`: as append, must not exist, mode 0600.
   */
  readonly open: (path: string, mode: OpenMode) => number
  /** May take fewer bytes than given; says how many. */
  readonly write: (file: number, bytes: Uint8Array) => number
  readonly flush: (file: number) => void
  readonly readAt: (file: number, position: number, length: number) => Uint8Array
  readonly truncate: (file: number, size: number) => void
  readonly statFile: (file: number) => Stat
  readonly close: (file: number) => void
  /** Follows links, as `open` and `readBytes` do: what is said is of that which would be read. */
  readonly stat: (path: string) => Stat | undefined
  /** Whether this is a link, whatever it leads to. Throws where nothing is there. */
  readonly isLink: (path: string) => boolean
  readonly readBytes: (path: string) => Uint8Array
  readonly list: (folder: string) => readonly string[]
  /** One level: its parent must exist, the folder must not (EEXIST). See `makeFolders`. */
  readonly makeFolder: (path: string) => void
  readonly rename: (from: string, to: string) => void
  readonly remove: (path: string) => void
  /** Flushes a folder's entries; does nothing where the system cannot. */
  readonly flushFolder: (path: string) => void
}
