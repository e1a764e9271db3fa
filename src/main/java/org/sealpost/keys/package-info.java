/** Floor 4: the keys of our own domains, sealed, and what of them is published. */
package org.sealpost.keys;
