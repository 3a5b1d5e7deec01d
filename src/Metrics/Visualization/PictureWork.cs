namespace VisEval.Metrics.Visualization;

/// <summary>What there is to measure: of one visualizer of one network.</summary>
/// <param name="Units">Units.</param>
/// <param name="Pictures">Pictures of a unit, at most.</param>
/// <param name="Natural">Natural pictures.</param>
/// <param name="Others">Other networks.</param>
/// <param name="Layers">Layers of the network that features are read from, or of the other ones where these have more.</param>
public readonly record struct PictureCounts(int Units, int Pictures, int Natural, int Others, int Layers);

/// <summary>The pictures that a metric runs forwards through networks, at most.</summary>
/// <param name="Each">For every visualizer.</param>
/// <param name="Shared">Once for all visualizers of a network.</param>
/// <param name="MakesAgain">Whether every picture is made again.</param>
public readonly record struct PictureWork(double Each, double Shared = 0, bool MakesAgain = false);
