/** Floor 4: what we know of other domains: TLS memory that only rises, and evidence with its age. */
package org.sealpost.destination;
