/**
 * How sure the bank is of who speaks: levels 0 to 3 and what each opens, and the secrets that lead
 * there. One-time codes, security answers and authenticator apps are kept so that what is kept
 * tells nothing without the bank's keys, and are tried only as often as a customer's own count of
 * failures allows.
 */
@NullMarked
package org.voiceteller.core.authentication;

import org.jspecify.annotations.NullMarked;
