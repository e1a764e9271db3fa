/** Floor 2: the verbs of message encryption that OpenPGP and S/MIME share, and what is known after using them. */
package org.sealpost.endtoend;
