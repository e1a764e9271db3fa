/** Floor 2: what happened, in a chain that shows every edit, deletion, insertion and reordering. */
package org.sealpost.audit;
