/** What `npm run ops` tells an operator. */
export const opsMessages = {
  'ops.found.inStep': 'PostgreSQL and the workflow agree.',
  'ops.found.differing':
    'Event {{seq}} differs: PostgreSQL holds {{recorded}}, the workflow {{held}}. PostgreSQL stays as it is.',
  'ops.found.gap': 'Events {{from}} to {{to}} are held by neither side: they are lost.',
  'ops.found.missing': 'PostgreSQL lacks the events {{events}}, which the workflow had recorded.',
  'ops.found.notYetRecorded': 'The events {{events}} stand in the workflow and are not recorded yet.',
  'ops.found.workflowOlder': 'The workflow knows less than PostgreSQL, which has come to event {{head}}.',
  'ops.found.workflowNotRunning': 'No workflow runs (its status: {{status}}).',
  'ops.found.unrecorded': 'The command {{command}} ({{type}}) was accepted and is not recorded.',
  'ops.found.recovered': 'Recorded from the history: events {{events}}.',
  'ops.found.unrecordable': 'PostgreSQL will not take the events {{events}}: {{reason}}.',
  'ops.found.discarded': 'The command {{command}} is given up; whoever asks for it is told.',
  'ops.found.needsDiscard':
    'Nothing more was changed. What can not be recorded is given up with --discard; the case then goes on from what PostgreSQL holds.',
  'ops.found.textsLost': 'Event {{seq}} refers to {{count}} text(s) that neither side holds.',
  'ops.found.numberTwice': 'The number {{number}} was given to case {{other}} as well.',
  'ops.found.triesAgain': 'The workflow tries to record again.',
  'ops.found.nothingRecorded': 'Nothing of it is recorded: no workflow is started.',
  'ops.found.ended': 'It has ended (version {{version}}): no workflow is started.',
  'ops.found.startedAgain': 'The workflow is started again from version {{version}}.',
  'ops.found.sentAgain': 'The command {{command}} ({{type}}) is carried out again.',
  'ops.found.notSentAgain':
    'The command {{command}} ({{type}}) got no answer; is a worker running? Run resync again.',
  'ops.found.refusedAgain':
    'The command {{command}} ({{type}}) is refused now ({{reason}}); whoever asks for it is told.',
  'ops.found.audit': 'Not as it was recorded: {{where}} {{name}} {{what}}.',
  'parked.diverged.event': 'PostgreSQL holds another event {{detail}}',
  'parked.diverged.gap': 'PostgreSQL lacks the events from {{detail}} on',
  'parked.diverged.unreadable': 'PostgreSQL holds events of which no rows can be made',
  'parked.diverged.audit': 'PostgreSQL lacks the audit link {{detail}}',
  'parked.diverged.command': 'PostgreSQL holds another command {{detail}}',
  'parked.unrecordable.value': 'PostgreSQL has no such value ({{detail}})',
  'parked.unrecordable.constraint': 'a constraint is violated ({{detail}})',
  'parked.unrecordable.size': 'larger than PostgreSQL can hold ({{detail}})',
  'parked.unrecordable.program': 'the program breaks over it ({{detail}})',
  'parked.calendar': 'the new calendar was not taken over ({{reason}})',
  'parked.todo.resync':
    'Most likely PostgreSQL was restored from a backup: stop the API, leave the worker running, and record what is missing from the workflows.',
  'parked.todo.verify':
    'Most likely Temporal was restored from a backup, or somebody wrote into the database: verify first, then resync.',
  'parked.todo.restore':
    'An event was altered in the database: verifying names it; restore it, then try again.',
  'parked.todo.release': 'A fault of the program: install the release that mends it, then try again.',
  'parked.todo.discard':
    'The database will not take this: see what it is; if the database was mended, try again; what can never be recorded is given up with --discard, and whoever sent it is told.',
  'parked.todo.calendar': 'It is tried again every night; or run this now.',
} as const;
