package org.voiceteller.loadtests.echo;

/**
 * A way to the echo and back.
 *
 * @param name as it stands in a table
 * @param marks what is sent on it, and recognised when it comes back
 */
public record Way(String name, EchoLeg.Opener opener, Marks marks) {}
