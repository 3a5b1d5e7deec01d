namespace VisEval.Harness.Datasets.Regions;

/// <summary>Where a class is in an image, all its objects together.</summary>
/// <param name="Class">The class index.</param>
/// <param name="Region">Its pixels.</param>
public sealed record ClassRegion(int Class, IRegion Region);
