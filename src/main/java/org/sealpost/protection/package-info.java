/** Floor 4: making one recipient's copy of a message ready for the road. */
package org.sealpost.protection;
