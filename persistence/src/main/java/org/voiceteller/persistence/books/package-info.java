/**
 * What the books tell an auditor: each event of a customer, an account, a transfer, a bill, a card
 * or a case that has an effect becomes an audit entry of its own, made from the journal alone. So
 * what the clock does between two calls is audited like what a caller asked for, and a crash loses
 * none of it: the entry is made from the event again, and is the same.
 */
@NullMarked
package org.voiceteller.persistence.books;

import org.jspecify.annotations.NullMarked;
