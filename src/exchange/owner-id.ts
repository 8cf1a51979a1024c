/** Stands where a token's id stands, for what the owner did. No token has it: theirs begin with "t_". */
export const OWNER_ID = 'owner'
