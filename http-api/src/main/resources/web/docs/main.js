// @ts-check
import './api-page.js';
