/** Deposit accounts: what is posted, what is held, and what is therefore available. */
@NullMarked
package org.voiceteller.core.account;

import org.jspecify.annotations.NullMarked;
