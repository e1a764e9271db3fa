/** Floor 2: who is here: accounts, their domains, their users and their settings. */
package org.sealpost.directory;
