/** The domain's few words: seven emotions, polarity, and the mapping from the one to the other. */
package org.mer;
