/**
 * Faults on request, so that a client can prove that it survives them: a stream that stalls, breaks
 * off, is throttled, fails, answers late or never says that it is complete, and an agent that says
 * what is not so. They are asked for over HTTP or in code, for the next conversations or until
 * cleared, and touch no conversation that is already running.
 */
@NullMarked
package org.voiceteller.localsonic.fault;

import org.jspecify.annotations.NullMarked;
