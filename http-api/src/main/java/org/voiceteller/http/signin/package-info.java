/**
 * Who at the bank is it, and who may what. A person signs in at the bank's OpenID provider, or with
 * a one-time link on a laptop, and holds a session in a cookie; a program holds an API key. Both
 * become a {@link org.voiceteller.http.signin.Principal} with permissions, and that is all that the
 * rest of the house knows of them. Of every secret that was given out only a hash is kept.
 */
@NullMarked
package org.voiceteller.http.signin;

import org.jspecify.annotations.NullMarked;
