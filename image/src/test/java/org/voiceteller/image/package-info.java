/**
 * What is in the image, read from its archive; and the node in it, started from its unpacked layers
 * and called.
 */
@NullMarked
package org.voiceteller.image;

import org.jspecify.annotations.NullMarked;
