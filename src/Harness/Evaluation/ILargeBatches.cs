namespace VisEval.Harness.Evaluation;

/// <summary>A method for which a call is expensive, whatever it is given: it takes more images at once than others.</summary>
internal interface ILargeBatches
{
    /// <summary>The most images that are given to one call.</summary>
    /// <param name="values">The values of an image.</param>
    int MostTogether(int values);

    /// <summary>The most images of a run that one call explains ahead of their turn; 1 where a call costs little beside its
    /// images.</summary>
    /// <param name="values">The values of an image.</param>
    int MostAhead(int values);
}
