using System.Runtime.CompilerServices;

// The tests check the parts of the drawing (distances, noise, manifests) one by one; nobody else needs them.
[assembly: InternalsVisibleTo("VisEval.Tests")]
