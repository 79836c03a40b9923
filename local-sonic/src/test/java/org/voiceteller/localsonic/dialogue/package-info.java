@NullMarked
package org.voiceteller.localsonic.dialogue;

import org.jspecify.annotations.NullMarked;
