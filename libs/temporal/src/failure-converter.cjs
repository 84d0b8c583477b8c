const { DefaultFailureConverter } = require('@temporalio/common');

/**
 * Messages and stack traces of failures can repeat what a payload held, so they are encoded (and with the codec
 * encrypted) as well. A CommonJS file, because the SDK loads it by `require`, in the workflow bundle too.
 */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
