// @ts-check
import { html, nothing, svg } from 'lit';

/** Drawn on a grid of 24, two units wide, in the colour of the words beside them. */
const shapes = {
  pulse: svg`<path d="M3 12h4l2.5-6 4.5 12 2.5-6H21"/>`,
  phone: svg`<path d="M6.6 3.5h2.2l1.6 4-2 1.7a12 12 0 0 0 6.4 6.4l1.7-2 4 1.6v2.2a2 2 0 0 1-2.2 2A16 16 0 0 1 4.6 5.7a2 2 0 0 1 2-2.2Z"/>`,
  handOff: svg`<path d="M4 13v-1a8 8 0 0 1 16 0v1M4 13.500a1.5 1.5 0 0 1 1.5-1.500H7v6H5.500A1.5 1.5 0 0 1 4 16.500v-3ZM20 13.500a1.5 1.5 0 0 0-1.5-1.500H17v6h1.500a1.5 1.5 0 0 0 1.5-1.500v-3ZM18.5 18v.500a2.5 2.5 0 0 1-2.500 2.500H13"/>`,
  ear: svg`<path d="M7 9.500a5.500 5.500 0 0 1 11 0c0 4-3.500 4.500-3.500 7.500a3.500 3.500 0 0 1-6.400 2M10 9.500a2.500 2.500 0 0 1 5 0c0 1.600-2 1.800-2 3.500"/>`,
  microphone: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3"/>`,
  microphoneOff: svg`<path d="M9 9v2a3 3 0 0 0 4.800 2.400M15 11V6a3 3 0 0 0-5.700-1.300M5.500 11.500a6.500 6.500 0 0 0 10.300 5.300M18.300 13.200c.1-.5.2-1.100.2-1.700M12 18v3M4 4l16 16"/>`,
  loud: svg`<path d="M4 9.500h3.500L12 5.500v13l-4.500-4H4v-5ZM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11"/>`,
  silent: svg`<path d="M4 9.500h3.500L12 5.500v13l-4.500-4H4v-5ZM16 9.500l5 5M21 9.500l-5 5"/>`,
  send: svg`<path d="M4 12l16-7.500-5 15-3.500-6L4 12Z"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5a6.2 6.2 0 0 1 12.4 0M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.4a6.2 6.2 0 0 1 3.2 5.1"/>`,
  scales: svg`<path d="M12 4v16M7 20h10M5 7h14M5 7l-2.5 6a2.7 2.7 0 0 0 5 0L5 7Zm14 0-2.5 6a2.7 2.7 0 0 0 5 0L19 7Z"/>`,
  lock: svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
  tool: svg`<path d="M14.5 6.5a4 4 0 0 1 5-2l-2.6 2.6 2 2 2.6-2.6a4 4 0 0 1-5.4 4.9L8.6 18.900a2 2 0 0 1-2.9-2.900l7.6-7.500a4 4 0 0 1 1.2-2Z"/>`,
  card: svg`<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="M3 10h18M7 14.500h4"/>`,
  shield: svg`<path d="M12 3.500l7 2.500v5.500c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6l7-2.500Z"/><path d="M9 12l2.2 2.200L15.2 10"/>`,
  key: svg`<circle cx="8" cy="14.5" r="4"/><path d="M11 11.5 19.5 4M16.5 6.600l2.5 2.700M14 8.800l1.8 2"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  question: svg`<path d="M9.2 9.300a2.9 2.9 0 1 1 4.3 2.500c-1 .6-1.5 1.2-1.5 2.200M12 17v.01"/><circle cx="12" cy="12" r="9"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.700v.01"/>`,
  check: svg`<path d="M5 12.500l4.5 4.500L19 7.5"/>`,
  cross: svg`<path d="M6.5 6.500l11 11M17.5 6.500l-11 11"/>`,
  alert: svg`<path d="M12 4 2.8 19.500h18.400L12 4ZM12 10v4.500M12 17v.01"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.500V12l3 2"/>`,
  table: svg`<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="M3.5 10h17M3.5 14.500h17M10 10v9"/>`,
  chart: svg`<path d="M4 20h16M7 16v-5M12 16V6M17 16v-8"/>`,
  save: svg`<path d="M12 4v11M7 10.500l5 5 5-5M5 20h14"/>`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15H4.500A1.5 1.5 0 0 1 3 13.500v-8A2.5 2.5 0 0 1 5.5 3h8A1.5 1.5 0 0 1 15 4.500V5"/>`,
  hangUp: svg`<path d="M3 14.600v-1.900c5-4.6 13-4.6 18 0v1.900a1.5 1.5 0 0 1-1.8 1.500l-3-.6a1.5 1.5 0 0 1-1.2-1.400v-1.600a10.6 10.6 0 0 0-6 0v1.600a1.5 1.5 0 0 1-1.2 1.400l-3 .6A1.5 1.5 0 0 1 3 14.600Z"/>`,
  eye: svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/>`,
  chat: svg`<path d="M4 5.500h16v11H10l-4.5 3.500v-3.500H4v-11Z"/>`,
  back: svg`<path d="M14.5 6l-6 6 6 6"/>`,
  next: svg`<path d="M9.5 6l6 6-6 6"/>`,
  leave: svg`<path d="M14 4.500H6.500a1.5 1.5 0 0 0-1.5 1.500v12a1.5 1.5 0 0 0 1.5 1.500H14M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>`,
};

/** @typedef {keyof typeof shapes} IconName */

/**
 * @param {IconName} name
 * @param {{slot?: string, size?: number}} [how]
 */
export const icon = (name, { slot = '', size = 18 } = {}) => html`<svg
  slot=${slot || nothing}
  class="icon"
  viewBox="0 0 24 24"
  width=${size}
  height=${size}
  fill="none"
  stroke="currentColor"
  stroke-width="1.8"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>${shapes[name]}</svg>`;
