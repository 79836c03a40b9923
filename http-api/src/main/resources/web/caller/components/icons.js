// @ts-check
import { html, nothing, svg } from 'lit';

/** Drawn on a grid of 24, two units wide, in the colour of the words beside them. */
const shapes = {
  phone: svg`<path d="M6.6 3.5h2.2l1.6 4-2 1.7a12 12 0 0 0 6.4 6.4l1.7-2 4 1.6v2.2a2 2 0 0 1-2.2 2A16 16 0 0 1 4.6 5.7a2 2 0 0 1 2-2.2Z"/>`,
  hangUp: svg`<path d="M3 14.6v-1.9c5-4.6 13-4.6 18 0v1.9a1.5 1.5 0 0 1-1.8 1.5l-3-.6a1.5 1.5 0 0 1-1.2-1.4v-1.6a10.6 10.6 0 0 0-6 0v1.6a1.5 1.5 0 0 1-1.2 1.4l-3 .6A1.5 1.5 0 0 1 3 14.6Z"/>`,
  keypad: svg`<g stroke="none" fill="currentColor"><circle cx="6" cy="5" r="1.7"/><circle cx="12" cy="5" r="1.7"/><circle cx="18" cy="5" r="1.7"/><circle cx="6" cy="12" r="1.7"/><circle cx="12" cy="12" r="1.7"/><circle cx="18" cy="12" r="1.7"/><circle cx="6" cy="19" r="1.7"/><circle cx="12" cy="19" r="1.7"/><circle cx="18" cy="19" r="1.7"/></g>`,
  microphone: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`,
  muted: svg`<path d="M15 9V6a3 3 0 0 0-5.9-.8M9 9v2a3 3 0 0 0 4.6 2.5M5.5 11.5a6.5 6.5 0 0 0 10 5.5M18.5 11.5a6.5 6.5 0 0 1-.6 2.7M12 18v3M4 3.5l16 17"/>`,
  send: svg`<path d="M12 19V5M6 11l6-6 6 6"/>`,
  erase: svg`<path d="M9 5h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-6-7 6-7ZM12 9.5l5 5M17 9.5l-5 5"/>`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  cross: svg`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>`,
  lock: svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
  save: svg`<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>`,
  record: svg`<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="3.5" fill="currentColor" stroke="none"/>`,
  question: svg`<path d="M9.2 9.3a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.2-1.5 2.2M12 17v.01"/><circle cx="12" cy="12" r="9"/>`,
  alert: svg`<path d="M12 8v5M12 16.5v.01"/><circle cx="12" cy="12" r="9"/>`,
};

/**
 * @param {keyof typeof shapes} name
 * @param {string} [slot] where a component wants it
 */
export const icon = (name, slot = '') => html`<svg
  slot=${slot || nothing}
  class="icon"
  viewBox="0 0 24 24"
  width="20"
  height="20"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>${shapes[name]}</svg>`;
