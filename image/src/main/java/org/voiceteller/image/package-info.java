/**
 * The OCI image of a node. {@link org.voiceteller.image.ImageBuild} lays four layers one over the
 * other, from what changes least to what changes with every commit: what a Java runtime needs of a
 * Linux, the runtime itself, other people's jars, and ours. Nobody's daemon and nobody's registry
 * take part, unless a base in one is asked for.
 */
@NullMarked
package org.voiceteller.image;

import org.jspecify.annotations.NullMarked;
