/**
 * Nothing said that is not so. What the agent is about to say is read before it is heard: a claim
 * that something was done, a number to write down, an amount. It is let through when this call's
 * journal holds it; otherwise it is cut, and the agent is told what to say instead.
 */
@NullMarked
package org.voiceteller.core.guard;

import org.jspecify.annotations.NullMarked;
