/**
 * Transfers as sharded actors: a process for each transfer between two accounts of the bank, which
 * goes on by itself after a crash until the transfer is resolved, and what payment networks tell of
 * the others.
 */
@NullMarked
package org.voiceteller.actors.transfer;

import org.jspecify.annotations.NullMarked;
