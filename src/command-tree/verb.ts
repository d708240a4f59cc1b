/** How a verb is put into words: what the tables of verbs beside this file are made of. Knows no verb, runs none. */
import type { Command } from 'commander'
import type { Actions } from '../cli.ts'

/** Puts a verb into the tree: its words as commander writes them ("replay <record>"), and what it is for. */
export type AddVerb = (words: string, summary: string) => Command

/** Some of the verbs, under the names of what they run, each with its flags and help. */
export type Verbs = { readonly [Name in keyof Actions]?: (add: AddVerb) => Command }
