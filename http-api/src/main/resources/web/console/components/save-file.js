// @ts-check
/** Gives the reader a file. @param {Blob} content @param {string} name */
export const save = (content, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads it after this returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
