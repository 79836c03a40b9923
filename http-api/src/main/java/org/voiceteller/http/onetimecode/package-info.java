/**
 * How one-time codes reach a customer's phone: on a laptop a line on the teller's own terminal;
 * otherwise an SMS through Amazon SNS, or a signed call to whatever the bank sends messages with.
 * No way of sending writes a code into a log.
 */
@NullMarked
package org.voiceteller.http.onetimecode;

import org.jspecify.annotations.NullMarked;
