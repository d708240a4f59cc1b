// A hello-world of Inquirer's own `select`: what a prompt costs that does nothing else. The names are its choices.
import select from '@inquirer/select'

const names = process.argv.length > 2 ? process.argv.slice(2) : ['Yes', 'No', 'Not sure']
select({ message: 'Which one?', choices: names, pageSize: 20 }).catch(() => {})
