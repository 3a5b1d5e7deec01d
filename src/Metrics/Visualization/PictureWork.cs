namespace VisEval.Metrics.Visualization;

/// <summary>What there is to measure: of one visualizer of one network.</summary>
/// <param name="Units">Units.</param>
/// <param name="Pictures">Pictures of a unit, at most.</param>
/// <param name="Natural">Natural pictures.</param>
/// <param name="Others">Other networks.</param>
/// <param name="Layers">Layers of the network that features are read from.</param>
/// <param name="OtherLayers">Layers of the first other network; 0 where there is none.</param>
public readonly record struct PictureCounts(int Units, int Pictures, int Natural, int Others, int Layers, int OtherLayers)
{
    /// <summary>Layers in which pictures are compared.</summary>
    public int LayersOf(FeatureNetwork network) => network == FeatureNetwork.Own ? Layers : OtherLayers;
}

/// <summary>The pictures that a metric runs forwards through networks, at most.</summary>
/// <param name="Each">For every visualizer.</param>
/// <param name="Shared">Once for all visualizers of a network.</param>
/// <param name="MakesAgain">Whether every picture is made again.</param>
public readonly record struct PictureWork(double Each, double Shared = 0, bool MakesAgain = false);
