/**
 * A stand-in for Amazon Nova Sonic for people without AWS: {@link
 * org.voiceteller.localsonic.LocalSonic} is its process, {@link
 * org.voiceteller.localsonic.LocalSonicServer} the same inside of another program. It speaks the
 * real HTTP/2 protocol, so that a client needs nothing but another endpoint.
 */
@NullMarked
package org.voiceteller.localsonic;

import org.jspecify.annotations.NullMarked;
