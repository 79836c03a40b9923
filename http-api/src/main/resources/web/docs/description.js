// @ts-check
/** The parts of OpenAPI 3.1 that our description uses. */

/** @typedef {{$ref?: string, type?: string | string[], description?: string, enum?: string[], const?: string, properties?: Record<string, Schema>, required?: string[], items?: Schema, oneOf?: Schema[], allOf?: Schema[], format?: string, pattern?: string, minimum?: number, maximum?: number, minLength?: number, maxLength?: number, default?: unknown}} Schema */
/** @typedef {{$ref?: string, name: string, in: string, required?: boolean, description?: string, schema?: Schema}} Parameter */
/** @typedef {{$ref?: string, description?: string, content?: Record<string, {schema?: Schema}>}} Answer */
/** @typedef {{method: string, path: string, summary: string, description: string, tag: string, id: string, open: boolean, parameters: Parameter[], body: Answer | null, answers: [string, Answer][]}} Operation */

const METHODS = ['get', 'post', 'put', 'delete', 'head'];

/** @param {any} whole @param {string} ref @returns {any} what `#/components/…` names */
const named = (whole, ref) => ref.slice(2).split('/').reduce((at, part) => at?.[part], whole);

/**
 * @template {{$ref?: string}} Part
 * @param {any} whole @param {Part} part @returns {Part} itself, or what it refers to
 */
export const resolved = (whole, part) => (part.$ref ? named(whole, part.$ref) : part);

/** @param {any} whole @returns {Operation[]} in the order they are written in */
export const operationsOf = (whole) =>
  Object.entries(whole.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const operation = item[method];
      return {
        method,
        path,
        summary: operation.summary ?? '',
        description: operation.description ?? '',
        tag: operation.tags?.[0] ?? 'The doors',
        id: `${method}${path}`.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/-$/, ''),
        open: operation.security?.length === 0,
        parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((it) => resolved(whole, it)),
        body: operation.requestBody ?? null,
        answers: Object.entries(operation.responses ?? {}).map(([status, answer]) => [status, resolved(whole, /** @type {Answer} */ (answer))]),
      };
    }),
  );

/** @param {Schema | undefined} schema @returns {string} a type in a few words, as `list of Call` */
export const typeOf = (schema) => {
  if (!schema) {
    return '';
  }
  if (schema.$ref) {
    return schema.$ref.split('/').at(-1) ?? '';
  }
  if (schema.const !== undefined) {
    return `“${schema.const}”`;
  }
  if (schema.enum) {
    return schema.enum.join(' | ');
  }
  if (schema.oneOf ?? schema.allOf) {
    return (schema.oneOf ?? schema.allOf ?? []).map(typeOf).filter(Boolean).join(schema.oneOf ? ' or ' : ' and ');
  }
  if (schema.type === 'array') {
    return `list of ${typeOf(schema.items)}`;
  }
  const type = [schema.type ?? 'object'].flat().join(' or ');
  return schema.format ? `${type}, ${schema.format}` : type;
};

/** @param {Schema} schema @returns {string} what a value must keep to */
export const limitsOf = ({ pattern, minimum, maximum, minLength, maxLength, default: usual }) =>
  [
    pattern ? `like ${pattern}` : '',
    minimum === undefined ? '' : `at least ${minimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
    minLength === undefined ? '' : `${minLength} letters at least`,
    maxLength === undefined ? '' : `${maxLength} letters at most`,
    usual === undefined ? '' : `${String(usual)} if not said`,
  ].filter(Boolean).join(', ');
