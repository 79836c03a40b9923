/* Runs only where modules are not understood, so it keeps to the oldest JavaScript. */
document.getElementById('too-old').removeAttribute('hidden');
