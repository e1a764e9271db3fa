/** Floor 4: opens what arrives encrypted or signed, and says what is known of the whole visible message. */
package org.sealpost.opening;
