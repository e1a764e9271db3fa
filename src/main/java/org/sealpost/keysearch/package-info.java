/** Floor 4: who is asked for contacts' certificates and when, and what authorities say of them. Waits for the network. */
package org.sealpost.keysearch;
