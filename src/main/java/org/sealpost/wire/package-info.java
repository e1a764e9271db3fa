/** Floor 2: what all our connections outwards share: strong TLS, judged certificates, forbidden addresses, time that runs out. */
package org.sealpost.wire;
