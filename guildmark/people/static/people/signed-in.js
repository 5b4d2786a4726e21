// The other tabs hear that their session stands again.
new BroadcastChannel("guildmark").postMessage("signed-in");
