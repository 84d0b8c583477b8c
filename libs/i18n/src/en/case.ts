export const caseMessages = {} as const;
