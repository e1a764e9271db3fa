/** Floor 5: what our own domains must publish, in the DNS and as a policy, whether they do, and the proof that they are ours. */
package org.sealpost.publication;
