using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>A kind of background texture.</summary>
internal interface IBackground
{
    /// <summary>Its name, kebab-case.</summary>
    string Name { get; }

    /// <summary>Covers the whole canvas.</summary>
    void Paint(Canvas canvas, RandomSource random);
}
