/** Names that Windows keeps for devices, with or without an ending. Apart from the schemas: the browser uses it too. */
export const RESERVED_FILE_NAME = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
