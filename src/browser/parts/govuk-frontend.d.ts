// govuk-frontend ships no types. Only what we use of its scripts: a class to make, once for each element it enhances.
declare module 'govuk-frontend/dist/govuk/components/*' {
  type Part = import('./enhance').Part
  export const Button: Part
  export const Checkboxes: Part
  export const ErrorSummary: Part
  export const FileUpload: Part
  export const NotificationBanner: Part
  export const PasswordInput: Part
  export const Radios: Part
  export const ServiceNavigation: Part
  export const SkipLink: Part
  export const Tabs: Part
}
