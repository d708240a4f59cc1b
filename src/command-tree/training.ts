/** The words of `rungs train`, with its flags and help. Runs nothing; see cli-training.ts. */
import type { Verbs } from './verb.ts'

const trainHelp = `
CASE is a made-up case (greenvale/a-first-no), a policy, or the file of a case of your own. Without it there is a menu.
  rungs train                                       choose the policy, the case and the way
  rungs train greenvale/a-first-no --walk           you answer on the program's own screens; they reply
  rungs train southwark --demonstrate --speed 2     plays itself: space holds, → ← step, + - speed, i what if
  rungs train northway --quiz                       before each rung: what next, whom, by when? --hands for a room
  rungs train --handout greenvale --format html --out handouts
                                                    a page for the wall; --notes adds the trainer's own
  rungs train --from RECORD --out mine.yaml         make a case out of a record: its steps, outcomes and times, no typed word
While you walk: f lets time pass, d is what to discuss, u how hard they push back, i what if they had said something else.
Every screen and every file says TRAINING. Records go to a temporary folder, or to --out; never into a casebook, never signed,
registered or counted.
Exit codes: 0 done; 1 a made-up case of your own has findings, or with --from: something of the record is not in the case, or it did not pass its checks; 2 it could not be done;
130 interrupted.`

/** What a trainer asks for. */
export const trainingVerbs = {
  train: (add) =>
    add('train [case]', 'rehearse on a made-up case: walk, demonstrate, quiz, what if')
      .option('--walk', 'you answer')
      .option('--demonstrate', 'it plays itself; without a terminal it is printed')
      .option('--quiz', 'before each rung: what next, whom, by when?')
      .option('--hands', 'the quiz by a show of hands')
      .option('--push <how>', 'how hard they push back: gentle, firm or hostile (default: firm)')
      .option('--speed <times>', 'with --demonstrate: so many times as fast as reading aloud (default: 1)')
      .option('--from <record>', 'make a case of your own out of a record, without what was typed')
      .option('--policy <id>', 'the policy of a file that does not say; with --from: of the record')
      .option('--handout', 'a page for the wall: ladder, clocks, numbers, what to say; CASE is then a policy')
      .option('--notes', 'with --handout: also the pages of the trainer')
      .option('--format <format>', 'with --handout: md or html (default: md)')
      .option(
        '--out <path>',
        'the folder for the record (default: a temporary one) or for hand-outs; with --from a new file',
      )
      .addHelpText('after', trainHelp),
} satisfies Verbs
