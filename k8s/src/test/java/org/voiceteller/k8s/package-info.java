/**
 * What Kubernetes is told is read as Kubernetes would read it, and held against what a node knows:
 * its settings, its figures, how long it drains. The last test asks a Kubernetes API for the other
 * nodes, as a node does when it starts.
 */
@NullMarked
package org.voiceteller.k8s;

import org.jspecify.annotations.NullMarked;
