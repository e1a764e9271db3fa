/** The test kit: peers, authorities, zones and a wire tap for tests of every room. */
package org.sealpost.testing;
