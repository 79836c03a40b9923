/** The names of what the doors tell each other across nodes. */
@NullMarked
package org.voiceteller.http.message;

import org.jspecify.annotations.NullMarked;
