using SkiaSharp;
using VisEval.Harness.Reports.Visualizations;

namespace VisEval.Tests.Harness.Reports.Pictures;

/// <summary>Names on the sheet of pictures.</summary>
public sealed class PictureSheetTests
{
    [TestCase("noise", 1)]
    [TestCase("activation-maximization:steps=512,rule=adam,rate=0.05,smooth=0,parametrization=phase,standard-phases=true", 4)]
    [TestCase("WithoutAnyPunctuationAtAllAndMuchTooLongForOneLineOfASheetOfPictures", 2)]
    [TestCase("", 0)]
    public void A_name_is_broken_into_lines_that_fit_and_nothing_of_it_is_lost(string name, int least)
    {
        using var font = new SKFont(SKTypeface.Default, 13);
        var lines = PictureSheet.Wrapped(name, font);
        Assert.That(string.Concat(lines), Is.EqualTo(name));
        Assert.That(lines, Has.Count.GreaterThanOrEqualTo(least).And.Count.LessThanOrEqualTo(least + 2));
        Assert.That(lines.Select(l => font.MeasureText(l)), Is.All.LessThanOrEqualTo(192));
    }
}
