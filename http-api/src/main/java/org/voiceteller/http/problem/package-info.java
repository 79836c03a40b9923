/**
 * Every error that the doors answer over HTTP, as RFC 9457 problem details from one exhaustive
 * switch. A problem says what happened and what helps in words for the person who reads it; it
 * never carries a stack trace, a class name or a customer's data.
 */
@NullMarked
package org.voiceteller.http.problem;

import org.jspecify.annotations.NullMarked;
