/** Floor 4: the keys of our own people: made or imported, sealed, published, and told of before they end. */
package org.sealpost.ownkeys;
