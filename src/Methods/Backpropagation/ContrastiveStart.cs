namespace VisEval.Methods.Backpropagation;

/// <summary>What contrastive LRP takes for "not the class".</summary>
internal enum ContrastiveStart
{
    /// <summary>CLRP1: every other class, each with S_c/(C − 1).</summary>
    Others,

    /// <summary>CLRP2: the class's own unit with the signs of its weights turned, with S_c.</summary>
    Negated,
}
